"""Before all else: says that tests run, and lets no search for garbage interrupt collecting them.

Only so may the settings use a server of DATABASE_URL. What is collected stays for good; ``conftest`` begins
to search again when it is done.
"""

import gc
import os

os.environ.setdefault("CQO_TESTS", "1")
gc.disable()

"""Says that tests run, before any settings are read: only so may they use a server of DATABASE_URL."""

import os

os.environ.setdefault("CQO_TESTS", "1")

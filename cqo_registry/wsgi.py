"""The WSGI entry point."""

import os

from cqo_registry.core.outage import breaker
from cqo_registry.database import one_clear_sentence, require_database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cqo_registry.settings")

with one_clear_sentence():
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    require_database()

    from cqo_registry.starting import let_go, require_keys, require_static_files

    require_keys()
    require_static_files()
    let_go()
    # From now on nobody waits long for a database that does not answer.
    breaker.serving = True

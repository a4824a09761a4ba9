"""How gunicorn serves the site: threads, and the application loaded once before the workers."""

import os

# Loaded before the workers are made: a missing database ends the start with one sentence.
preload_app = True
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
max_requests = 20000
max_requests_jitter = 2000
loglevel = os.environ.get("CQO_GUNICORN_LOG", "warning")
# no command socket in the home folder of whoever runs it
control_socket_disable = True
# whom to believe about the scheme is for CQO_TRUSTED_PROXIES to say
forwarded_allow_ips = ""

"""The services of `compose.yaml` as processes of this machine, without containers; see `__main__`.

PostgreSQL and Redis are Debian's, Airflow and MLflow are installed from PyPI into environments of their own,
and all are configured by the same files as the containers. Nothing listens beyond 127.0.0.1.
"""

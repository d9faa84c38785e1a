"""The pipeline on servers: Airflow, MLflow and PostgreSQL, in containers or as processes of one machine."""

"""Runs the migrations on the engine that the portal hands over."""

from alembic import context

from alliance.cases.fulltext_tables import in_models
from alliance.models import Base

engine = context.config.attributes["engine"]

with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        include_object=in_models,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()

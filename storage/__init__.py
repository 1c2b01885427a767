"""What lasts: tables, repositories, the unit of work, the reminder queue and the migrations.

Ordinary synchronous code over SQLAlchemy Core; SQLite and PostgreSQL behave the same.
"""

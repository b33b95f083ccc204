"""Carts in PostgreSQL: five tables, changed by one function."""

from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg_pool import ConnectionPool

from refusal import Refused

TABLES = Path(__file__).with_name("postgres_tables.sql").read_text()


class Carts:
    def __init__(self, place: str) -> None:
        self.pool = ConnectionPool(place, min_size=16, kwargs={"autocommit": True}, open=True)

    def make_tables(self) -> None:
        with self.pool.connection() as connection:
            connection.execute(TABLES)

    def set_price(self, sku: str, cents: int) -> None:
        with self.pool.connection() as connection:
            connection.execute("INSERT INTO prices VALUES (%s, %s)", (sku, cents))

    def create_cart(self, owner: str, others: dict[str, str]) -> str:
        cart = uuid4().hex
        with self.pool.connection() as connection, connection.transaction():
            connection.execute("INSERT INTO carts VALUES (%s)", (cart,))
            for member, role in {owner: "owner", **others}.items():
                connection.execute("INSERT INTO members VALUES (%s, %s, %s)", (cart, member, role))
        return cart

    def add_item(self, cart: str, member: str, sku: str, quantity: int) -> tuple[int, int]:
        call = "SELECT new_version, new_total FROM add_item(%s, %s, %s, %s)"
        try:
            with self.pool.connection() as connection:
                row = connection.execute(call, (cart, member, sku, quantity)).fetchone()
        except psycopg.errors.RaiseException as refused:
            raise Refused(refused.diag.message_primary) from None
        return row

    def close(self) -> None:
        self.pool.close()

"""What the same costs with Python's libraries: microseconds of CPU of this process, as lines "library.case value". Takes the URL."""

import asyncio
import random
import sys
import time

SECONDS = 2
POOL = 10
FETCH = 500
ROWS = 1_000_000
GET = "SELECT id, random_number FROM world WHERE id = "
INSERT = "INSERT INTO sale (id, name, price) VALUES "
BATCH = [(i, f"item {i}", i % 1000 / 10) for i in range(10_000)]


def key():
    return random.randrange(10_000) + 1


async def measure(name, operation, at_once=1, each=1, warm=True):
    async def repeat(end):
        count = 0
        while True:
            await operation()
            count += 1
            if time.monotonic() >= end:
                return count

    async def run(seconds):
        end = time.monotonic() + seconds
        return sum(await asyncio.gather(*(repeat(end) for _ in range(at_once))))

    if warm:
        await run(0.3)
    began = time.process_time()
    count = await run(SECONDS)
    print(name, (time.process_time() - began) / count / each * 1e6)


async def with_asyncpg(url):
    import asyncpg

    async with asyncpg.create_pool(url, min_size=POOL, max_size=POOL) as pool:

        async def get():
            async with pool.acquire() as connection:
                assert await connection.fetchrow(GET + "$1", key())

        async def iterate():
            async with pool.acquire() as connection, connection.transaction():
                async for _ in connection.cursor("SELECT id, name, price FROM item", prefetch=FETCH):
                    pass

        async def execute_many():
            async with pool.acquire() as connection:
                await connection.executemany(INSERT + "($1, $2, $3)", BATCH)

        await measure("asyncpg.get", get)
        await measure("asyncpg.get_32", get, at_once=32)
        await measure("asyncpg.iterate", iterate, each=ROWS, warm=False)
        await measure("asyncpg.execute_many", execute_many, each=len(BATCH), warm=False)
        await pool.execute("TRUNCATE sale")


async def with_databases(url):
    import databases

    async with databases.Database(url, min_size=POOL, max_size=POOL) as database:

        async def get():
            assert await database.fetch_one(GET + ":id", {"id": key()})

        async def iterate():
            async for _ in database.iterate("SELECT id, name, price FROM item"):
                pass

        async def execute_many():
            async with database.transaction():
                values = [{"id": i, "name": name, "price": price} for i, name, price in BATCH]
                await database.execute_many(INSERT + "(:id, :name, :price)", values)

        await measure("databases.get", get)
        await measure("databases.get_32", get, at_once=32)
        await measure("databases.iterate", iterate, each=ROWS, warm=False)
        await measure("databases.execute_many", execute_many, each=len(BATCH), warm=False)


async def with_sqlalchemy(url):
    import sqlalchemy
    from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
    from sqlalchemy.orm import declarative_base

    class World(declarative_base()):
        __tablename__ = "world"
        id = sqlalchemy.Column(sqlalchemy.Integer, primary_key=True)
        random_number = sqlalchemy.Column(sqlalchemy.Integer, nullable=False)

    engine = create_async_engine(
        url.replace("postgresql://", "postgresql+asyncpg://"), pool_size=POOL, max_overflow=0
    )

    async def session():
        async with AsyncSession(engine, expire_on_commit=False) as session:
            assert await session.get(World, key())
            await session.commit()

    await measure("SQLAlchemy.session", session)
    await measure("SQLAlchemy.session_32", session, at_once=32)
    await engine.dispose()


def main():
    for run in (with_asyncpg, with_databases, with_sqlalchemy):
        try:
            asyncio.run(run(sys.argv[1]))
        except ImportError as missing:
            print(f"{run.__name__[5:]} is left out: {missing}", file=sys.stderr)


main()

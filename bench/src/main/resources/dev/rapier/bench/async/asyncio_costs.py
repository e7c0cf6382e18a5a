"""What the same things cost in CPython's asyncio: nanoseconds of CPU, as lines "name value"."""

import asyncio
import contextvars
import gc
import sys
import time
import tracemalloc

VARIABLE = contextvars.ContextVar("variable")


async def empty():
    return 42


async def numbers(count):
    for _ in range(count):
        yield 42


async def measure(name, times, operation):
    best = None
    for _ in range(5):
        began = time.process_time_ns()
        await operation(times)
        cost = (time.process_time_ns() - began) / times
        best = cost if best is None else min(best, cost)
    print(name, best)


async def await_inline(times):
    for _ in range(times):
        await empty()


async def start(times):
    for _ in range(times):
        await asyncio.create_task(empty())


def gather(children):
    async def run(times):
        for _ in range(times):
            await asyncio.gather(*[empty() for _ in range(children)])

    return run


async def push(times):
    async for _ in numbers(times):
        pass


async def buffered(times):
    queue = asyncio.Queue(64)

    async def fill():
        for _ in range(times):
            await queue.put(42)

    filling = asyncio.create_task(fill())
    for _ in range(times):
        await queue.get()
    await filling


async def timeout(times):
    for _ in range(times):
        async with asyncio.timeout(30):
            await empty()


async def context_variable(times):
    VARIABLE.set(42)
    for _ in range(times):
        VARIABLE.get()


async def parked(count):
    event = asyncio.Event()
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    tasks = [asyncio.create_task(event.wait()) for _ in range(count)]
    await asyncio.sleep(0)
    gc.collect()
    print("parked", (tracemalloc.get_traced_memory()[0] - before) / count)
    tracemalloc.stop()
    event.set()
    await asyncio.wait(tasks)


async def main():
    await measure("await", 500_000, await_inline)
    await measure("start", 50_000, start)
    await measure("gather2", 20_000, gather(2))
    await measure("gather10", 5_000, gather(10))
    await measure("gather1000", 50, gather(1000))
    await measure("push", 500_000, push)
    await measure("buffered", 100_000, buffered)
    await measure("timeout", 100_000, timeout)
    await measure("context", 1_000_000, context_variable)
    await parked(100_000)


asyncio.run(main())

"""What calls cost with httpx on asyncio: microseconds of CPU, as lines "name value"."""

import asyncio
import sys
import time

import httpx

URL = sys.argv[1]
SECONDS = 2


async def rounds(name, at_once, operation):
    best = None
    for _ in range(3):
        done = 0
        end = time.monotonic() + SECONDS
        cpu = time.process_time()

        async def run():
            nonlocal done
            while time.monotonic() < end:
                await operation()
                done += 1

        await asyncio.gather(*(run() for _ in range(at_once)))
        cost = (time.process_time() - cpu) / done * 1e6
        best = cost if best is None else min(best, cost)
    print(name, best)


async def main():
    limits = httpx.Limits(max_connections=1000, max_keepalive_connections=1000)
    async with httpx.AsyncClient(limits=limits, trust_env=False) as client:

        async def get():
            (await client.get(URL)).json()

        async def fan_out():
            await asyncio.gather(*(get() for _ in range(10)))

        await rounds("get.1", 1, get)
        await rounds("get.32", 32, get)
        await rounds("fan-out", 4, fan_out)


asyncio.run(main())

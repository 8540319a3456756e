"""The same disciplines in Python's asyncio. Prints one JSON object: seconds for each operation."""

import asyncio
import json
import sys
import time


async def small():
    await asyncio.sleep(0)


async def task(operations):
    for _ in range(operations):
        await asyncio.create_task(small())


async def group(operations):
    async with asyncio.TaskGroup() as tasks:
        for _ in range(operations):
            tasks.create_task(small())


async def queue(operations, capacity):
    line = asyncio.Queue(maxsize=capacity)

    async def produce():
        for _ in range(operations // 4):
            await line.put(1)

    async def consume():
        while True:
            await line.get()
            line.task_done()

    consumers = [asyncio.create_task(consume()) for _ in range(4)]
    await asyncio.gather(*(produce() for _ in range(4)))
    await line.join()
    for consumer in consumers:
        consumer.cancel()


async def executor(operations):
    slots = asyncio.Semaphore(10)

    async def submit():
        async with slots:
            await small()

    await asyncio.gather(*(submit() for _ in range(operations)))


async def first(operations):
    pending = set()
    started = 0
    while started < operations:
        while len(pending) < 100 and started < operations:
            pending.add(asyncio.create_task(small()))
            started += 1
        _, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
    await asyncio.gather(*pending)


disciplines = {
    "task": (task, 20_000),
    "group": (group, 1_000),
    "queue1": (lambda n: queue(n, 1), 20_000),
    "queue100": (lambda n: queue(n, 100), 20_000),
    "executor": (executor, 10_000),
    "first": (first, 4_000),
}


def measure(work, operations):
    times = []
    for _ in range(7):
        before = time.perf_counter()
        asyncio.run(work(operations))
        times.append((time.perf_counter() - before) / operations)
    return sorted(times)[len(times) // 2]


json.dump({name: measure(*each) for name, each in disciplines.items()}, sys.stdout)

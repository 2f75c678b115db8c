"""One verifier of Debian's in a loop of its own.

    loop.py <name> <task.json> <warm-up runs> <measured runs>

prints one line of JSON: the NameID of the last verdict, the milliseconds of each measured run, the peak memory.
"""

import base64
import importlib
import json
import resource
import sys
import time

name, task_path, warm_up, measured = sys.argv[1:5]
with open(task_path, encoding="utf-8") as file:
    task = json.load(file)
task["certificatePem"] = "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n" % "\n".join(
    task["certificate"][at : at + 64] for at in range(0, len(task["certificate"]), 64)
)
task["message"] = base64.b64decode(task["samlResponse"])

verify = importlib.import_module(name).prepare(task)
name_id = None
for _ in range(int(warm_up)):
    name_id = verify()
times = []
for _ in range(int(measured)):
    start = time.perf_counter_ns()
    name_id = verify()
    times.append((time.perf_counter_ns() - start) / 1e6)

peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
peak_kb = max(peak_kb, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(json.dumps({"nameId": name_id, "times": times, "peakKb": peak_kb}))

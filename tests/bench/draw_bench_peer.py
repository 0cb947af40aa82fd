"""A twentieth of the ids in a file drawn by GNU shuf, and by a sampler of a few lines of Python, as peers of draw_bench.

shuf keeps no proof of what it drew; the sampler hashes a key and the id, as a verifiable draw does, without salts.
"""
import hashlib
import heapq
import resource
import subprocess
import sys

path = sys.argv[1]


def say(what, seconds):
    print(f"  {what:<48} {seconds:7.3f} s")


def processor_s(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


with open(path, "rb") as file:
    ids = file.read().split()
count = (len(ids) + 19) // 20

before = processor_s(resource.RUSAGE_CHILDREN)
subprocess.run(["shuf", "-n", str(count), path], check=True, stdout=subprocess.DEVNULL)
say("GNU shuf -n, reading included", processor_s(resource.RUSAGE_CHILDREN) - before)

before = processor_s(resource.RUSAGE_SELF)
head = hashlib.sha256(bytes(64))


def ticket(name):
    whole = head.copy()
    whole.update(name)
    return whole.digest()


drawn = heapq.nsmallest(count, ids, key=ticket)
say("hashlib and heapq in Python", processor_s(resource.RUSAGE_SELF) - before)

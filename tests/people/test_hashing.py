"""What a hash of a password leaves behind in a worker."""

import subprocess
import sys

MEASURED = """
import re
from pathlib import Path
from alliance.people import passwords

def held():
    return int(re.search(r"VmRSS:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])

passwords.give_back_memory()
passwords.hashed("a first one")
before = held()
for number in range(3):
    passwords.hashed(f"password {number}")
print(held() - before)
"""


def test_the_memory_of_a_hash_goes_back_to_the_system():
    told = subprocess.run([sys.executable, "-c", MEASURED], capture_output=True, text=True, check=True)
    assert int(told.stdout) < 4_000

"""The same file read by openpyxl in its read-only mode, as a peer of sheets_bench."""
import resource
import sys
import time

try:
    import openpyxl
except ImportError:
    sys.exit("openpyxl is not installed (Debian: python3-openpyxl)")

start = time.monotonic()
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
cells = sum(1 for row in book.worksheets[0].iter_rows(values_only=True) for _ in row)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
name = f"openpyxl {openpyxl.__version__}, read-only"
print(f"{name:<42} {time.monotonic() - start:6.2f} s  of the processor {time.process_time():6.2f} s  peak {peak:5.0f} MB  ({cells})")

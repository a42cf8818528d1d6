"""The process that serves the tools over standard input and output."""

STDIO = """
import sys
from hankehaku.facade import Hankehaku
from hankehaku.interfaces.mcp.server import run_stdio
index = Hankehaku.open(sys.argv[1])
def opened():
    print("noise of a library")
    return index
run_stdio(opened)
"""

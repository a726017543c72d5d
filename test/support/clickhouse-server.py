"""Serves ClickHouse's protocols from the library that chDB ships: serve.py LIBRARY ARGUMENT..."""

import ctypes
import sys

library, *arguments = sys.argv[1:]
argv = [b"clickhouse"] + [argument.encode() for argument in arguments]
ctypes.CDLL(library).chdb_query_cmdline(len(argv), (ctypes.c_char_p * len(argv))(*argv))

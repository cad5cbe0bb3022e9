"""Run one sample in this process: `python -m bench.sample MODULE JSON`, and print its JSON."""

import importlib
import json
import sys


def main() -> None:
    """Call the module's `sample` with the arguments given."""
    module, arguments = sys.argv[1:]
    print(json.dumps(importlib.import_module(module).sample(**json.loads(arguments))), flush=True)


if __name__ == "__main__":
    main()

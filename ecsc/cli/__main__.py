"""`python -m ecsc.cli`, for where the `ecsc` script is not on the path."""

from ecsc.cli import main

if __name__ == "__main__":
    main()

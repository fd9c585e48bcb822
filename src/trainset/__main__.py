"""Run the program as `python -m trainset`."""

from trainset.cli.main import main

if __name__ == "__main__":
    main()

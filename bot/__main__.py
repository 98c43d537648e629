"""`python -m bot` is `showrunner`."""

from bot.cli import main

if __name__ == "__main__":
    main()

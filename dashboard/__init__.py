"""The board on screen: reads what the line has loaded and writes nothing but exports."""

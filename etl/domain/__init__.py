"""Pure domain logic: values in, values out; no file, clock, table or screen."""

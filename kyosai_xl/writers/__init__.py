"""From a layout to somewhere: a new xlsx file, or text."""

"""Excel's side: the VBA project, the ribbon, function help and the finished template."""

"""What is measured, never asserted: run `make bench`; results go to `benchmarks/RESULTS.md`."""

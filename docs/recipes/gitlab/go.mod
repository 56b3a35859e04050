module example.com/issues

go 1.26.0

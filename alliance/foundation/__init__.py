"""What any portal needs and no officer would name: a kernel in pure Python, a store, and the web around them."""

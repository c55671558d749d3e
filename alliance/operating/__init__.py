"""What those who keep the portal running see of it.

Each request, each duty of the worker and each letter is one line of the log: what was done, how long it took, how it
ended, and for which ids; nobody's name, address or words. A statement that keeps a page waiting is a line too, with the
page's name. The same is counted for Prometheus, together with what waits in the outbox. A request has a number; whoever
meets a failure can name it, and its lines are found.
"""

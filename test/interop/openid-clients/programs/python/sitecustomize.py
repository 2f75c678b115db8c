# Loaded by Python at its start: it does not resolve *.localhost, which RFC 6761 reserves for this machine.
import socket

_getaddrinfo = socket.getaddrinfo


def getaddrinfo(host, *args, **kwargs):
    name = host.decode() if isinstance(host, bytes) else host
    is_here = isinstance(name, str) and name.endswith(".localhost")
    return _getaddrinfo("127.0.0.1" if is_here else host, *args, **kwargs)


socket.getaddrinfo = getaddrinfo

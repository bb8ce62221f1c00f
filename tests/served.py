"""A web server of our own, for what fetches."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = "<html><body><p>“We rebuild the mole,” said Ada Lund.</p></body></html>".encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Server(ThreadingHTTPServer):
    """Answers each path with (status, headers, body), or a function that writes to the connection itself."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, host="127.0.0.1"):
        super().__init__((host, 0), Handler)
        self.answers = {"/": (200, HTML, PAGE)}
        self.asked = []
        self.port = self.server_address[1]

    def handle_error(self, request, address):
        """Keep quiet: a client that breaks off is what these tests are about."""

    def at(self, path="/", host="127.0.0.1"):
        return f"http://{host}:{self.port}{path}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.answers[self.path]
        if callable(answer):
            answer(self.wfile)
            return
        status, headers, body = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Keep quiet."""


def serving(server):
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

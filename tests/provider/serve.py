"""Sets the service up with its people and one application, prints its address, and serves until it is ended."""

import json
import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> None:
    django.setup()
    from django.contrib.auth import get_user_model
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    wanted = json.loads(os.environ["PROVIDER_WANTED"])
    for name, (email, said) in wanted["people"].items():
        get_user_model().objects.create_user(name, email, last_name=json.dumps(said))
    Application.objects.create(
        client_id=wanted["client"],
        client_secret=wanted["secret"],
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=" ".join(wanted["back_to"]),
        algorithm=Application.RS256_ALGORITHM,
        skip_authorization=True,
    )
    with make_server("127.0.0.1", 0, get_wsgi_application(), Threaded, Quiet) as server:
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()

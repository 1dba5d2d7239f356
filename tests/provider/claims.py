"""What the service states of its people; some of them are there to find out what an application lets pass."""

import json
import time
from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator


class Town(OAuth2Validator):  # type: ignore[misc]
    oidc_claim_scope = None

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        """For the statement and for the page that is asked separately."""
        told = {"email": request.user.email, "email_verified": True, **_said_to_be(request.user)}
        return {name: value for name, value in told.items() if name in ("email", "email_verified")}

    def get_id_token_dictionary(self, token: Any, token_handler: Any, request: Any) -> Any:
        """What somebody is said to be goes before what is true: audience, nonce, times."""
        claims, expires = super().get_id_token_dictionary(token, token_handler, request)
        said = _said_to_be(request.user)
        shifted = said.pop("shifted", 0)
        claims |= said
        if shifted:
            claims |= {"iat": int(time.time()) + shifted, "exp": claims["exp"] + shifted}
        for name in said.pop("left_out", ()):
            claims.pop(name, None)
        claims.pop("left_out", None)
        return claims, expires


def _said_to_be(user: Any) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(user.last_name or "{}")
    return said

# Authlib with what an application adds to the example: a refresh, and sign-out at the provider.
import os
from urllib.parse import urlencode

from authlib.integrations.starlette_client import OAuth
from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse
from starlette.middleware.sessions import SessionMiddleware

env, app = os.environ, FastAPI()
app.add_middleware(SessionMiddleware, secret_key=env["SESSION_SECRET"])
latchkey = OAuth().register(
    "latchkey",
    server_metadata_url=env["ISSUER"] + "/.well-known/openid-configuration",
    client_id=env["CLIENT_ID"],
    client_secret=env["CLIENT_SECRET"],
    client_kwargs={"scope": "openid profile email groups", "code_challenge_method": "S256"},
)
# A cookie would be too small for them.
tokens = {}


@app.get("/callback")
async def callback(request: Request):
    token = await latchkey.authorize_access_token(request)
    userinfo = token["userinfo"]
    tokens[userinfo["sub"]] = token
    request.session["person"] = {"sub": userinfo["sub"], "tenant": userinfo["tenant"]}
    return RedirectResponse(request.session.pop("page", "/"), 303)


@app.get("/signed-out")
async def signed_out():
    return {"signedOut": True}


@app.get("/refresh")
async def refresh(request: Request):
    before = tokens[request.session["person"]["sub"]]
    metadata = await latchkey.load_server_metadata()
    async with latchkey._get_oauth_client(**metadata) as client:
        after = await client.refresh_token(metadata["token_endpoint"], before["refresh_token"])
    tokens[request.session["person"]["sub"]] = {**before, **after}
    userinfo = await latchkey.userinfo(token=after)
    return {"refreshed": after["access_token"] != before["access_token"], "userinfo": dict(userinfo)}


@app.get("/sign-out")
async def sign_out(request: Request):
    token = tokens.pop(request.session["person"]["sub"])
    request.session.clear()
    metadata = await latchkey.load_server_metadata()
    query = {"id_token_hint": token["id_token"], "post_logout_redirect_uri": env["APP_URL"] + "/signed-out"}
    return RedirectResponse(metadata["end_session_endpoint"] + "?" + urlencode(query), 303)


@app.get("/{page:path}")
async def show(request: Request, page: str):
    if "person" not in request.session:
        request.session.clear()
        answer = await latchkey.authorize_redirect(request, env["APP_URL"] + "/callback", tenant=env["TENANT"])
        request.session["page"] = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return answer
    return {**request.session["person"], "page": "/" + page}

# FastAPI with Authlib, at any host. Run: uvicorn fastapi_app:app --port 3000
import os
from authlib.integrations.starlette_client import OAuth
from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse
from starlette.middleware.sessions import SessionMiddleware

env, app = os.environ, FastAPI()
app.add_middleware(SessionMiddleware, secret_key=env["SESSION_SECRET"])
latchkey = OAuth().register(
    "latchkey",
    server_metadata_url=env["ISSUER"] + "/.well-known/openid-configuration",
    client_id=env["CLIENT_ID"], client_secret=env["CLIENT_SECRET"],
    client_kwargs={"scope": "openid profile email groups", "code_challenge_method": "S256"},
)

@app.get("/callback")
async def callback(request: Request):
    token = await latchkey.authorize_access_token(request)
    request.session["person"] = {name: token["userinfo"][name] for name in ("sub", "tenant")}
    return RedirectResponse(request.session.pop("page", "/"), 303)

@app.get("/{page:path}")
async def show(request: Request, page: str):
    if "person" not in request.session:
        request.session.clear()  # Debian's Authlib 1.2.0 loses its state in a session that has something else in it.
        answer = await latchkey.authorize_redirect(request, env["APP_URL"] + "/callback", tenant=env["TENANT"])
        request.session["page"] = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return answer
    return {**request.session["person"], "page": "/" + page}

"""FastMCP traces by itself once a tracer provider is there."""

import asyncio
import contextlib
import socket

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider(resource=Resource.create({"service.name": "notes", "service.version": "2.1.0"}))
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)

from fastmcp import Client, FastMCP  # noqa: E402
from fastmcp.exceptions import ToolError  # noqa: E402

server = FastMCP("notes", version="2.1.0")


@server.tool
def echo(message: str, times: int = 1) -> str:
    return message


@server.tool
def fail() -> str:
    raise ToolError("the disk is full")


@server.resource("note://today")
def today() -> str:
    return "buy milk"


@server.prompt
def greet(name: str) -> str:
    return f"Greet {name}"


async def converse(port: int) -> None:
    async with Client(f"http://127.0.0.1:{port}/mcp") as client:
        await client.list_tools()
        await client.call_tool("echo", {"message": "hello", "times": 2})
        await client.call_tool("fail", {}, raise_on_error=False)
        await client.call_tool("absent", {}, raise_on_error=False)
        await client.call_tool("echo", {"message": [5]}, raise_on_error=False)
        await client.read_resource("note://today")
        await client.get_prompt("greet", {"name": "Ada"})


async def main() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serving = asyncio.create_task(server.run_http_async(host="127.0.0.1", port=port, show_banner=False, log_level="error"))
    await asyncio.sleep(2)
    try:
        await converse(port)
    finally:
        serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await serving


asyncio.run(main())
provider.shutdown()

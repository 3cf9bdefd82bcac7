"""Sends two spans over OTLP/HTTP: protobuf, compressed by gzip."""

from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, Status, StatusCode

provider = TracerProvider(resource=Resource.create({"service.name": "exporter-python"}))
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(compression=Compression.Gzip)))
tracer = provider.get_tracer("exporter", "1.0")
attributes = {"text": "grüße", "integer": 42, "double": 0.5, "bool": True, "list": ["a", "b"]}
with tracer.start_as_current_span("parent", kind=SpanKind.SERVER, attributes=attributes):
    with tracer.start_as_current_span("child", kind=SpanKind.CLIENT) as child:
        child.add_event("retry", {"attempt": 2})
        child.set_status(Status(StatusCode.ERROR, "the disk is full"))
provider.shutdown()

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends two spans over OTLP/HTTP: protobuf, compressed by gzip. */
public class Export {
  public static void main(String[] arguments) {
    var exporter = OtlpHttpSpanExporter.builder()
        .setEndpoint(System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT") + "/v1/traces")
        .setCompression("gzip")
        .build();
    var provider = SdkTracerProvider.builder()
        .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "exporter-java")))
        .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
        .build();
    var tracer = provider.tracerBuilder("exporter").setInstrumentationVersion("1.0").build();
    Span parent = tracer.spanBuilder("parent").setSpanKind(SpanKind.SERVER)
        .setAttribute("text", "gr\u00fc\u00dfe")
        .setAttribute("integer", 42)
        .setAttribute("double", 0.5)
        .setAttribute("bool", true)
        .setAttribute(AttributeKey.stringArrayKey("list"), List.of("a", "b"))
        .startSpan();
    Span child = tracer.spanBuilder("child").setSpanKind(SpanKind.CLIENT).setParent(Context.root().with(parent)).startSpan();
    child.addEvent("retry", Attributes.of(AttributeKey.longKey("attempt"), 2L));
    child.setStatus(StatusCode.ERROR, "the disk is full");
    child.end();
    parent.end();
    provider.shutdown().join(30, TimeUnit.SECONDS);
  }
}

AND $__conditionalAll(service IN (arrayMap(v -> decodeURLComponent(substring(v, 3)), splitByChar('&', '${service:customqueryparam:v}'))), $service)

AND $__conditionalAll(target IN (arrayMap(v -> decodeURLComponent(substring(v, 3)), splitByChar('&', '${tool:customqueryparam:v}'))), $tool)

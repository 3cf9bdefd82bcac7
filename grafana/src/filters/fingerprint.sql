AND $__conditionalAll(fingerprint = decodeURLComponent('${fingerprint:percentencode}'), $fingerprint)

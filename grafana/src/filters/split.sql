multiIf(
    decodeURLComponent('${split:percentencode}') = 'outcome', toString(outcome),
    decodeURLComponent('${split:percentencode}') = 'client', if(client_name = '', 'unknown client', toString(client_name)),
    decodeURLComponent('${split:percentencode}') = 'service', toString(service),
    toString(target))

if(
    basis = 'identity',
    arrayMap(
        second -> toDateTime(second, 'UTC'),
        range(intDiv(toUnixTimestamp(created), 1800) * 1800, toUInt32(toUnixTimestamp(last_activity)) + 1, 1800)),
    [toDateTime(0, 'UTC')])

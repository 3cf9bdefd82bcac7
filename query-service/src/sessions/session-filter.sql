    last_activity >= {from:DateTime64(6, 'UTC')} AND created < {to:DateTime64(6, 'UTC')}
    -- include :filter

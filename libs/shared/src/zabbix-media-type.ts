/** What stands in the media type for the address and the token of an installation. */
export const ZABBIX_URL_EXAMPLE = 'https://tenken.example.com/api/v1/ingest/zabbix';
export const ZABBIX_TOKEN_EXAMPLE = '<token of the Zabbix source in Tenken>';

/**
 * The media type to import into Zabbix 6.0 or newer: its script posts a JSON of ours, which the reader "zabbix" reads.
 * What Zabbix leaves as a macro (of another kind of message, or of a newer version) is not sent. `{EVENT.TIMESTAMP}`
 * and its like came with Zabbix 7: older servers send date and time, in the time zone that `utc_offset` says.
 */
export const ZABBIX_MEDIA_TYPE = String.raw`zabbix_export:
  version: "6.0"
  media_types:
    - name: Tenken
      type: WEBHOOK
      parameters:
        - name: url
          value: "${ZABBIX_URL_EXAMPLE}"
        - name: token
          value: "${ZABBIX_TOKEN_EXAMPLE}"
        - name: utc_offset
          value: ""
        - name: notified
          value: "yes"
        - name: link
          value: "{$ZABBIX.URL}/tr_events.php?triggerid={TRIGGER.ID}&eventid={EVENT.ID}"
        - name: event_source
          value: "{EVENT.SOURCE}"
        - name: event_value
          value: "{EVENT.VALUE}"
        - name: event_update_status
          value: "{EVENT.UPDATE.STATUS}"
        - name: event_id
          value: "{EVENT.ID}"
        - name: event_name
          value: "{EVENT.NAME}"
        - name: event_nseverity
          value: "{EVENT.NSEVERITY}"
        - name: event_timestamp
          value: "{EVENT.TIMESTAMP}"
        - name: event_date
          value: "{EVENT.DATE}"
        - name: event_time
          value: "{EVENT.TIME}"
        - name: event_opdata
          value: "{EVENT.OPDATA}"
        - name: event_tags
          value: "{EVENT.TAGSJSON}"
        - name: recovery_id
          value: "{EVENT.RECOVERY.ID}"
        - name: recovery_timestamp
          value: "{EVENT.RECOVERY.TIMESTAMP}"
        - name: recovery_date
          value: "{EVENT.RECOVERY.DATE}"
        - name: recovery_time
          value: "{EVENT.RECOVERY.TIME}"
        - name: update_action
          value: "{EVENT.UPDATE.ACTION}"
        - name: update_message
          value: "{EVENT.UPDATE.MESSAGE}"
        - name: update_nseverity
          value: "{EVENT.UPDATE.NSEVERITY}"
        - name: update_timestamp
          value: "{EVENT.UPDATE.TIMESTAMP}"
        - name: update_date
          value: "{EVENT.UPDATE.DATE}"
        - name: update_time
          value: "{EVENT.UPDATE.TIME}"
        - name: user
          value: "{USER.FULLNAME}"
        - name: trigger_id
          value: "{TRIGGER.ID}"
        - name: trigger_name
          value: "{TRIGGER.NAME}"
        - name: trigger_name_orig
          value: "{TRIGGER.NAME.ORIG}"
        - name: trigger_description
          value: "{TRIGGER.DESCRIPTION}"
        - name: trigger_expression
          value: "{TRIGGER.EXPRESSION}"
        - name: host
          value: "{HOST.HOST}"
        - name: host_groups
          value: "{TRIGGER.HOSTGROUP.NAME}"
        - name: item_name
          value: "{ITEM.NAME}"
        - name: item_value
          value: "{ITEM.VALUE}"
      attempts: "10"
      attempt_interval: 1m
      timeout: 15s
      script: |
        try {
            var params = JSON.parse(value),
                body = { format: 'tenken-zabbix/1' },
                tags = [],
                request = new HttpRequest(),
                name;

            try {
                tags = JSON.parse(params.event_tags);
            } catch (ignored) {
                tags = [];
            }
            for (name in params) {
                if (name === 'url' || name === 'token' || name === 'event_tags' || name === 'HTTPProxy') {
                    continue;
                }
                if (/^(\{[A-Z0-9_.]+\}|\*UNKNOWN\*)?$/.test(params[name])) {
                    continue;
                }
                if (name === 'link' && params[name].indexOf('http') !== 0) {
                    continue;
                }
                body[name] = params[name];
            }
            body.event_tags = tags;
            if (typeof params.HTTPProxy === 'string' && params.HTTPProxy !== '') {
                request.setProxy(params.HTTPProxy);
            }
            request.addHeader('Content-Type: application/json');
            request.addHeader('Authorization: Bearer ' + params.token);
            var answer = request.post(params.url, JSON.stringify(body));
            if (request.getStatus() !== 202) {
                throw 'HTTP ' + request.getStatus() + ': ' + answer;
            }
            return 'OK';
        } catch (error) {
            Zabbix.log(3, '[Tenken] ' + error);
            throw 'Tenken: ' + error;
        }
      description: |
        Sends problems, recoveries and updates to Tenken.

        1. Set url and token. On Zabbix before 7.0 set utc_offset to the offset of the time zone of the user that
           gets the messages, for example +09:00.
        2. Set notified to "no" if this media type is used by an action that tells no person.
        3. Set the global macro {$ZABBIX.URL} to the address of the web interface, for links back.
        4. Give the media type to a user that may read the hosts, and add the user to the operations, the recovery
           operations and the update operations of the trigger actions.
      message_templates:
        - event_source: TRIGGERS
          operation_mode: PROBLEM
          subject: "{EVENT.NAME}"
          message: "{EVENT.NAME}"
        - event_source: TRIGGERS
          operation_mode: RECOVERY
          subject: "{EVENT.NAME}"
          message: "{EVENT.NAME}"
        - event_source: TRIGGERS
          operation_mode: UPDATE
          subject: "{EVENT.NAME}"
          message: "{EVENT.NAME}"
`;

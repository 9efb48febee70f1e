{{/* SPDX-License-Identifier: Apache-2.0 */}}

{{/* The Secret with this component's credential for Kafka. Argument: (list $ "listener" "sasl"|"tls"). */}}
{{- define "pushwire.kafka.secret" -}}
{{- $root := index . 0 -}}
{{- $values := index $root.Values (index . 1) -}}
{{- $kafka := $root.Values.kafka -}}
{{- $shared := ternary $kafka.sasl.secret $kafka.tls.client.secret (eq (index . 2) "sasl") -}}
{{- $own := "" -}}
{{- if $root.Values.strimzi.users.enabled -}}
{{- if eq (index . 2) (ternary "tls" "sasl" (eq $root.Values.strimzi.users.authentication "tls")) -}}
{{- $own = include "pushwire.name" (list $root (index . 1)) -}}
{{- end -}}
{{- end -}}
{{- $values.kafkaSecret | default $shared | default $own -}}
{{- end -}}

{{/* Whether a client certificate is shown: "yes" or nothing. */}}
{{- define "pushwire.kafka.mtls" -}}
{{- $tls := (index . 0).Values.kafka.tls -}}
{{- $users := (index . 0).Values.strimzi.users -}}
{{- if and $tls.enabled (or $tls.client.secret (and $users.enabled (eq $users.authentication "tls"))) -}}yes{{- end -}}
{{- end -}}

{{/* Kafka's own settings of the connection, as YAML; no secret is in them. */}}
{{- define "pushwire.kafka.connection" -}}
{{- $kafka := (index . 0).Values.kafka -}}
{{- $sasl := $kafka.sasl.mechanism -}}
{{- $tls := $kafka.tls -}}
{{- if and $sasl (not (include "pushwire.kafka.secret" (list (index . 0) (index . 1) "sasl"))) -}}
{{- fail (printf "kafka.sasl.mechanism is %s, but there is no credential: name an existing Secret in kafka.sasl.secret or %s.kafkaSecret" $sasl (index . 1)) -}}
{{- end -}}
{{- if and $kafka.sasl.secret (not $sasl) -}}
{{- fail "kafka.sasl.secret is set, but kafka.sasl.mechanism is not: say which one, for example SCRAM-SHA-512" -}}
{{- end -}}
{{- $extra := index (index (index . 0).Values (index . 1)).extraConfig "kafka" | default dict -}}
{{- range $key, $value := merge (deepCopy $kafka.settings) $extra -}}
{{- if regexMatch "(password|jaas\\.config|keystore\\.key|client\\.secret)$" $key -}}
{{- fail (printf "%s is a secret and would stand in a ConfigMap: use kafka.sasl.secret or kafka.tls.client.secret" $key) -}}
{{- end -}}
{{- end -}}
{{- if and (or $tls.ca.secret $tls.client.secret) (not $tls.enabled) -}}
{{- fail "kafka.tls has a Secret, but kafka.tls.enabled is false: set it to true" -}}
{{- end -}}
{{- if and $sasl $tls.enabled }}
security.protocol: SASL_SSL
{{- else if $sasl }}
security.protocol: SASL_PLAINTEXT
{{- else if $tls.enabled }}
security.protocol: SSL
{{- end }}
{{- with $sasl }}
sasl.mechanism: {{ . }}
{{- end }}
{{- if $tls.enabled }}
{{- if $tls.ca.secret }}
ssl.truststore.type: PEM
ssl.truststore.location: /etc/pushwire/kafka-ca/{{ $tls.ca.key }}
{{- end }}
{{- if include "pushwire.kafka.mtls" . }}
ssl.keystore.type: {{ $tls.client.format }}
ssl.keystore.location: /etc/pushwire/kafka-client/{{ $tls.client.key }}
{{- end }}
{{- if not $tls.verifyHostname }}
ssl.endpoint.identification.algorithm: ""
{{- end }}
{{- end }}
{{- end -}}

{{/* What is secret comes by the environment: Kafka's clients have no setting for a file with it. */}}
{{- define "pushwire.kafka.env" -}}
{{- $kafka := (index . 0).Values.kafka -}}
{{- if ne (index . 1) "standalone" }}
{{- if $kafka.sasl.mechanism }}
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom:
    secretKeyRef:
      name: {{ include "pushwire.kafka.secret" (list (index . 0) (index . 1) "sasl") }}
      key: {{ $kafka.sasl.key }}
{{- end }}
{{- if and (include "pushwire.kafka.mtls" .) (eq $kafka.tls.client.format "PKCS12") }}
- name: KAFKA_SSL_KEYSTORE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "pushwire.kafka.secret" (list (index . 0) (index . 1) "tls") }}
      key: {{ $kafka.tls.client.passwordKey }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "pushwire.kafka.volumes" -}}
{{- $tls := (index . 0).Values.kafka.tls -}}
{{- if and (ne (index . 1) "standalone") $tls.enabled }}
{{- with $tls.ca.secret }}
- name: kafka-ca
  secret:
    secretName: {{ . }}
    defaultMode: 288
    items:
      - key: {{ $tls.ca.key }}
        path: {{ $tls.ca.key }}
{{- end }}
{{- if include "pushwire.kafka.mtls" . }}
- name: kafka-client
  secret:
    secretName: {{ include "pushwire.kafka.secret" (list (index . 0) (index . 1) "tls") }}
    defaultMode: 288
    items:
      - key: {{ $tls.client.key }}
        path: {{ $tls.client.key }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "pushwire.kafka.volumeMounts" -}}
{{- $tls := (index . 0).Values.kafka.tls -}}
{{- if and (ne (index . 1) "standalone") $tls.enabled }}
{{- if $tls.ca.secret }}
- name: kafka-ca
  mountPath: /etc/pushwire/kafka-ca
  readOnly: true
{{- end }}
{{- if include "pushwire.kafka.mtls" . }}
- name: kafka-client
  mountPath: /etc/pushwire/kafka-client
  readOnly: true
{{- end }}
{{- end }}
{{- end -}}

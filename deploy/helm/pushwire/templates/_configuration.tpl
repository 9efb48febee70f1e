{{/* SPDX-License-Identifier: Apache-2.0 */}}

{{/* The service's whole configuration, as YAML. */}}
{{- define "pushwire.configuration" -}}
{{- $root := index . 0 -}}
{{- $component := index . 1 -}}
{{- $values := index $root.Values $component -}}
{{- include "pushwire.checkSecrets" (list $component (printf "%s.config" $component) $values.config $values.secrets) -}}
{{- $pushwire := deepCopy $values.config -}}
{{- $extra := deepCopy $values.extraConfig -}}
{{- if ne $component "standalone" -}}
{{- $kafka := $root.Values.kafka -}}
{{- $_ := set $pushwire "kafka" (dict "bootstrap-servers" (required (printf "kafka.bootstrapServers is not set: %s needs to know where Kafka is" $component) $kafka.bootstrapServers)) -}}
{{- $topics := dict "create" (and $kafka.topics.create (not $root.Values.strimzi.topics.enabled)) "partitions" $kafka.topics.partitions "replication-factor" $kafka.topics.replicationFactor -}}
{{- with $kafka.topics.config -}}{{- $_ := set $topics "config" . -}}{{- end -}}
{{- $_ := set $pushwire "topics" $topics -}}
{{- $connection := include "pushwire.kafka.connection" . | fromYaml -}}
{{- $connection = merge (deepCopy (index $extra "kafka" | default dict)) (deepCopy $kafka.settings) $connection -}}
{{- if $connection -}}{{- $_ := set $extra "kafka" $connection -}}{{- end -}}
{{- end -}}
{{- if and (eq $component "syncer") (not $pushwire.cluster) -}}
{{- fail "syncer.config.cluster is not set: give the cluster a name that never changes" -}}
{{- end -}}
{{- if include "pushwire.record" . -}}
{{- $_ := set $pushwire "record" (merge (deepCopy $pushwire.record) (dict "directory" "/var/cache/pushwire/record")) -}}
{{- end -}}
{{- toYaml (merge (dict "pushwire" $pushwire) $extra) -}}
{{- end -}}

{{- define "pushwire.configMap" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "pushwire.metadata" . | nindent 2 }}
data:
  pushwire.yml: |
    {{- include "pushwire.configuration" . | nindent 4 }}
{{- end -}}

{{/*
Every file below /etc/pushwire/secrets that the configuration names is one that is mounted.
Argument: (list component where value secrets).
*/}}
{{- define "pushwire.checkSecrets" -}}
{{- $component := index . 0 -}}
{{- $where := index . 1 -}}
{{- $value := index . 2 -}}
{{- $secrets := index . 3 -}}
{{- if kindIs "map" $value -}}
{{- range $key, $below := $value -}}
{{- include "pushwire.checkSecrets" (list $component (printf "%s.%s" $where $key) $below $secrets) -}}
{{- end -}}
{{- else if kindIs "slice" $value -}}
{{- range $below := $value -}}
{{- include "pushwire.checkSecrets" (list $component $where $below $secrets) -}}
{{- end -}}
{{- else if kindIs "string" $value -}}
{{- if hasPrefix "/etc/pushwire/secrets/" $value -}}
{{- $name := index (splitList "/" (trimPrefix "/etc/pushwire/secrets/" $value)) 0 -}}
{{- if not (hasKey $secrets $name) -}}
{{- fail (printf "%s is %s, but %s.secrets has no %s: say there which Secret it is" $where $value $component $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

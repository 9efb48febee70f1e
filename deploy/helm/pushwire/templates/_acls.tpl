{{/* SPDX-License-Identifier: Apache-2.0 */}}

{{/* What the listener does on Kafka, as JSON. Argument: $. */}}
{{- define "pushwire.acls.listener" -}}
{{- $all := list "Read" "Write" "Describe" -}}
{{- $reads := list "Read" "Describe" -}}
{{- $acls := list
  (dict "type" "topic" "name" "pushwire.image-events" "operations" $all)
  (dict "type" "topic" "name" "pushwire.tags" "operations" $all)
  (dict "type" "topic" "name" "pushwire.dead-letters" "operations" $all)
  (dict "type" "topic" "name" "pushwire.control" "operations" $reads)
  (dict "type" "topic" "name" "pushwire.inventory." "pattern" "prefix" "operations" $reads)
  (dict "type" "group" "name" "pushwire.listener" "operations" (list "Read")) -}}
{{- if include "pushwire.record" (list . "listener") -}}
{{- $acls = concat $acls (list
  (dict "type" "topic" "name" "pushwire.outcomes." "pattern" "prefix" "operations" $reads)
  (dict "type" "topic" "name" "pushwire.misses" "operations" $reads)) -}}
{{- end -}}
{{- toJson $acls -}}
{{- end -}}

{{/* What a cluster's syncer does on Kafka, as JSON: it writes no other cluster's record. Argument: $. */}}
{{- define "pushwire.acls.syncer" -}}
{{- $cluster := .Values.syncer.config.cluster -}}
{{- $all := list "Read" "Write" "Describe" -}}
{{- $reads := list "Read" "Describe" -}}
{{- $control := ternary $all $reads (ne (include "pushwire.apiSync" .Values.syncer.config) "") -}}
{{- $acls := list
  (dict "type" "topic" "name" "pushwire.image-events" "operations" $reads)
  (dict "type" "topic" "name" "pushwire.tags" "operations" $reads)
  (dict "type" "topic" "name" "pushwire.control" "operations" $control)
  (dict "type" "topic" "name" "pushwire.misses" "operations" (list "Write" "Describe"))
  (dict "type" "topic" "name" (printf "pushwire.outcomes.%s" $cluster) "operations" $all)
  (dict "type" "topic" "name" (printf "pushwire.inventory.%s" $cluster) "operations" $all) -}}
{{- $acls = append $acls (dict "type" "group" "name" (printf "pushwire.%s" $cluster) "operations" (list "Read")) -}}
{{- toJson $acls -}}
{{- end -}}

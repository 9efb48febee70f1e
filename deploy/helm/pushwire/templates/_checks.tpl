{{/* SPDX-License-Identifier: Apache-2.0 */}}

{{/* Requests that have begun are finished before a pod is killed. */}}
{{- define "pushwire.checkStop" -}}
{{- $values := .Values.listener -}}
{{- $timeout := index $values.config "stop-timeout" | default "20s" -}}
{{- if regexMatch "^[0-9]+s$" $timeout -}}
{{- $needed := add ($timeout | trimSuffix "s" | int) ($values.preStopSleepSeconds | int) 10 -}}
{{- if lt ($values.terminationGracePeriodSeconds | int) ($needed | int) -}}
{{- fail (printf "listener.terminationGracePeriodSeconds is %d, but preStopSleepSeconds, config.stop-timeout and 10 s are %d: requests would be cut off" ($values.terminationGracePeriodSeconds | int) ($needed | int)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* What one part cannot know of another. */}}
{{- define "pushwire.checkMix" -}}
{{- if not (or .Values.listener.enabled .Values.syncer.enabled .Values.standalone.enabled .Values.sync.enabled) -}}
{{- fail "nothing is switched on: set listener.enabled, syncer.enabled, standalone.enabled or sync.enabled to true" -}}
{{- end -}}
{{- if and .Values.strimzi.topics.enabled (not .Values.strimzi.cluster) -}}
{{- fail "strimzi.topics.enabled is true: name the Kafka resource in strimzi.cluster" -}}
{{- end -}}
{{- if and .Values.strimzi.users.enabled (not .Values.strimzi.cluster) -}}
{{- fail "strimzi.users.enabled is true: name the Kafka resource in strimzi.cluster" -}}
{{- end -}}
{{- if and .Values.strimzi.users.enabled (eq .Values.strimzi.users.authentication "tls") (not .Values.kafka.tls.enabled) -}}
{{- fail "strimzi.users.authentication is tls: set kafka.tls.enabled to true" -}}
{{- end -}}
{{- if and .Values.strimzi.users.enabled (eq .Values.strimzi.users.authentication "scram-sha-512") (ne .Values.kafka.sasl.mechanism "SCRAM-SHA-512") -}}
{{- fail "strimzi.users.authentication is scram-sha-512: set kafka.sasl.mechanism to SCRAM-SHA-512" -}}
{{- end -}}
{{- if and .Values.sync.namespaces .Values.sync.excludeNamespaces -}}
{{- fail "sync.namespaces and sync.excludeNamespaces are both set: use one of them" -}}
{{- end -}}
{{- if and .Values.listener.autoscaling.enabled (not (index (.Values.listener.resources.requests | default dict) "cpu")) -}}
{{- fail "listener.autoscaling.enabled is true: it measures by listener.resources.requests.cpu, which is not set" -}}
{{- end -}}
{{- end -}}

{{/* SPDX-License-Identifier: Apache-2.0 */}}

{{- define "pushwire.fullname" -}}
{{- $name := .Values.nameOverride | default .Chart.Name -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Most templates are called with a component: (list $ "listener"), which is also the key of its values. */}}
{{- define "pushwire.name" -}}
{{- printf "%s-%s" (include "pushwire.fullname" (index . 0)) (index . 1) -}}
{{- end -}}

{{- define "pushwire.selectorLabels" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ $root.Values.nameOverride | default $root.Chart.Name }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "pushwire.labels" -}}
{{- $root := index . 0 -}}
{{ include "pushwire.selectorLabels" . }}
app.kubernetes.io/part-of: pushwire
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
{{- with $root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "pushwire.metadata" -}}
name: {{ include "pushwire.name" . }}
namespace: {{ (index . 0).Release.Namespace }}
labels:
  {{- include "pushwire.labels" . | nindent 2 }}
{{- end -}}

{{/* Argument: (list $ $image). */}}
{{- define "pushwire.image" -}}
{{- $root := index . 0 -}}
{{- $image := index . 1 -}}
{{- $name := printf "%s/%s" ($image.registry | default $root.Values.image.registry) $image.repository -}}
{{- if $image.digest -}}
{{- $name -}}{{- with $image.tag -}}:{{ . }}{{- end -}}@{{ $image.digest }}
{{- else -}}
{{- $name -}}:{{ $image.tag | default $root.Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "pushwire.serviceAccountName" -}}
{{- $values := index (index . 0).Values (index . 1) -}}
{{- if and (not $values.serviceAccount.create) (not $values.serviceAccount.name) -}}
{{- fail (printf "%s.serviceAccount.create is false: say in %s.serviceAccount.name which one is there" (index . 1) (index . 1)) -}}
{{- end -}}
{{- $values.serviceAccount.name | default (include "pushwire.name" .) -}}
{{- end -}}

{{- define "pushwire.serviceAccount" -}}
{{- $values := index (index . 0).Values (index . 1) -}}
{{- if $values.serviceAccount.create -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "pushwire.serviceAccountName" . }}
  namespace: {{ (index . 0).Release.Namespace }}
  labels:
    {{- include "pushwire.labels" . | nindent 4 }}
  {{- with $values.serviceAccount.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: false
{{- end -}}
{{- end -}}

{{/* Whether the component's HTTP server speaks TLS: "yes" or nothing. */}}
{{- define "pushwire.tls" -}}
{{- $values := index (index . 0).Values (index . 1) -}}
{{- if (index ($values.config.tls | default dict) "enabled") -}}yes{{- end -}}
{{- end -}}

{{- define "pushwire.port" -}}
{{- if eq (index . 1) "syncer" -}}8081{{- else if include "pushwire.tls" . -}}8443{{- else -}}8080{{- end -}}
{{- end -}}

{{/* Whether the record is indexed here: "yes" or nothing. */}}
{{- define "pushwire.record" -}}
{{- $values := index (index . 0).Values (index . 1) -}}
{{- if (index ($values.config.record | default dict) "enabled") -}}yes{{- end -}}
{{- end -}}

{{/* Argument: (list $ "listener" probe path). */}}
{{- define "pushwire.httpGet" -}}
httpGet:
  path: {{ index . 2 }}
  port: http
  {{- if include "pushwire.tls" . }}
  scheme: HTTPS
  {{- end }}
{{- end -}}

{{- define "pushwire.probes" -}}
startupProbe:
  {{- include "pushwire.httpGet" (list (index . 0) (index . 1) "/health/liveness") | nindent 2 }}
  periodSeconds: 1
  timeoutSeconds: 2
  failureThreshold: 120
livenessProbe:
  {{- include "pushwire.httpGet" (list (index . 0) (index . 1) "/health/liveness") | nindent 2 }}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  {{- include "pushwire.httpGet" (list (index . 0) (index . 1) "/health/readiness") | nindent 2 }}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
{{- end -}}

{{- define "pushwire.volumes" -}}
{{- $root := index . 0 -}}
{{- $values := index $root.Values (index . 1) -}}
- name: tmp
  emptyDir: {}
- name: config
  configMap:
    name: {{ include "pushwire.name" . }}
{{- range $name, $secret := $values.secrets }}
- name: secret-{{ $name }}
  secret:
    secretName: {{ $secret }}
    defaultMode: 288
{{- end }}
{{- include "pushwire.kafka.volumes" . }}
{{- if include "pushwire.record" . }}
- name: record
  emptyDir:
    sizeLimit: {{ $values.recordVolume.sizeLimit }}
{{- end }}
{{- end -}}

{{- define "pushwire.volumeMounts" -}}
{{- $values := index (index . 0).Values (index . 1) -}}
- name: tmp
  mountPath: /tmp
- name: config
  mountPath: /etc/pushwire/config
  readOnly: true
{{- range $name, $secret := $values.secrets }}
- name: secret-{{ $name }}
  mountPath: /etc/pushwire/secrets/{{ $name }}
  readOnly: true
{{- end }}
{{- include "pushwire.kafka.volumeMounts" . }}
{{- if include "pushwire.record" . }}
- name: record
  mountPath: /var/cache/pushwire/record
{{- end }}
{{- end -}}

{{/* What all pods have in common, the scheduling of one that is by itself included. */}}
{{- define "pushwire.podCommon" -}}
{{- $root := index . 0 -}}
{{- $values := index $root.Values (index . 1) -}}
serviceAccountName: {{ include "pushwire.serviceAccountName" . }}
automountServiceAccountToken: {{ ne (index . 1) "listener" }}
enableServiceLinks: false
{{- with $root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with $root.Values.podSecurityContext }}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "pushwire.topologySpread" -}}
{{- $component := . -}}
{{- $spread := (index (index . 0).Values (index . 1)).topologySpread -}}
{{- with $spread.keys }}
topologySpreadConstraints:
  {{- range . }}
  - topologyKey: {{ . }}
    maxSkew: {{ $spread.maxSkew }}
    whenUnsatisfiable: {{ $spread.whenUnsatisfiable }}
    labelSelector:
      matchLabels:
        {{- include "pushwire.selectorLabels" $component | nindent 8 }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* The container's fields up to its arguments. Argument: (list $ "listener" $image). */}}
{{- define "pushwire.container" -}}
{{- $root := index . 0 -}}
{{- $values := index $root.Values (index . 1) -}}
image: {{ include "pushwire.image" (list $root (index . 2)) }}
imagePullPolicy: {{ $root.Values.image.pullPolicy }}
{{- with $root.Values.containerSecurityContext }}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
resources:
  {{- toYaml $values.resources | nindent 2 }}
{{- end -}}

{{- define "pushwire.podMetadata" -}}
{{- $root := index . 0 -}}
{{- $values := index $root.Values (index . 1) -}}
labels:
  {{- include "pushwire.labels" . | nindent 2 }}
  {{- with $values.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
annotations:
  pushwire.io/configuration: {{ include "pushwire.configuration" . | sha256sum }}
  {{- with $values.podAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "pushwire.env" -}}
{{- $values := index (index . 0).Values (index . 1) -}}
{{- if ne (index . 1) "standalone" }}
- name: MICRONAUT_CONFIG_FILES
  value: /etc/pushwire/config/pushwire.yml
{{- end }}
- name: LOG_FORMAT
  value: {{ $values.logFormat }}
{{- include "pushwire.kafka.env" . }}
{{- with $values.env }}
{{ toYaml . }}
{{- end }}
{{- end -}}

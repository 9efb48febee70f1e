{{/* SPDX-License-Identifier: Apache-2.0 */}}

{{/* The kinds that are looked after, as a JSON list of {group, plural}. Argument: the config. */}}
{{- define "pushwire.kinds" -}}
{{- $configured := .kinds | default dict -}}
{{- $known := list
  (dict "name" "deployments" "group" "apps" "plural" "deployments")
  (dict "name" "statefulsets" "group" "apps" "plural" "statefulsets")
  (dict "name" "daemonsets" "group" "apps" "plural" "daemonsets")
  (dict "name" "cronjobs" "group" "batch" "plural" "cronjobs")
  (dict "name" "pods" "group" "" "plural" "pods")
  (dict "name" "rollouts" "group" "argoproj.io" "plural" "rollouts")
  (dict "name" "clonesets" "group" "apps.kruise.io" "plural" "clonesets")
  (dict "name" "knative-services" "group" "serving.knative.dev" "plural" "services") -}}
{{- $kinds := list -}}
{{- $names := list -}}
{{- range $known -}}
{{- $names = append $names .name -}}
{{- $own := index $configured .name | default dict -}}
{{- $enabled := ternary $own.enabled (ne .name "pods") (hasKey $own "enabled") -}}
{{- if $enabled -}}{{- $kinds = append $kinds (dict "group" .group "plural" .plural) -}}{{- end -}}
{{- end -}}
{{- range $name, $own := $configured -}}
{{- if not (has $name $names) -}}
{{- range $key := list "group" "version" "plural" "kind" -}}
{{- if not (index $own $key) -}}
{{- fail (printf "config.kinds.%s.%s is not set: a kind of your own needs group, version, plural and kind" $name $key) -}}
{{- end -}}
{{- end -}}
{{- $enabled := ternary $own.enabled true (hasKey $own "enabled") -}}
{{- if $enabled -}}{{- $kinds = append $kinds (dict "group" $own.group "plural" $own.plural) -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $kinds -}}
{{- end -}}

{{/* One rule. Argument: (list group resource verbs). */}}
{{- define "pushwire.rule" }}
- apiGroups: [{{ index . 0 | quote }}]
  resources: [{{ index . 1 | quote }}]
  verbs: {{ index . 2 | toJson }}
{{- end -}}

{{/* What `cluster-syncer rbac` prints for the same configuration. Argument: (list $values namespaced). */}}
{{- define "pushwire.syncerRules" -}}
{{- $values := index . 0 -}}
{{- $namespaced := index . 1 -}}
{{- range (include "pushwire.kinds" $values.config | fromJsonArray) }}
{{- include "pushwire.rule" (list .group .plural (list "get" "list" "watch" "patch")) }}
{{- end }}
{{- include "pushwire.rule" (list "" "namespaces" (ternary (list "get") (list "get" "list" "watch") $namespaced)) }}
{{- include "pushwire.rule" (list "" "pods" (list "list")) }}
{{- include "pushwire.rule" (list "apps" "replicasets" (list "list")) }}
{{- include "pushwire.rule" (list "" "events" (list "list")) }}
{{- include "pushwire.rule" (list "events.k8s.io" "events" (list "create")) }}
{{- if or $values.rbac.recreate (eq ($values.config.policy | default "" | toString) "recreate") }}
{{- include "pushwire.rule" (list "" "pods/eviction" (list "create")) }}
{{- end }}
{{- end -}}

{{/* Whether POST /api/sync is switched on: "yes" or nothing. Argument: the config. */}}
{{- define "pushwire.apiSync" -}}
{{- $api := .api | default dict -}}
{{- if (index ($api.sync | default dict) "enabled") -}}yes{{- end -}}
{{- end -}}

{{/* Who calls is no matter of a namespace. Argument: the config. */}}
{{- define "pushwire.reviewRules" -}}
{{- if include "pushwire.apiSync" . }}
{{- include "pushwire.rule" (list "authentication.k8s.io" "tokenreviews" (list "create")) }}
{{- include "pushwire.rule" (list "authorization.k8s.io" "subjectaccessreviews" (list "create")) }}
{{- end }}
{{- end -}}

{{/* A role and its binding. Argument: (list $ component name namespace rules); without a namespace for the cluster. */}}
{{- define "pushwire.bound" -}}
{{- $root := index . 0 -}}
{{- $component := list $root (index . 1) -}}
{{- $name := index . 2 -}}
{{- $namespace := index . 3 -}}
{{- $kind := ternary "Role" "ClusterRole" (ne $namespace "") }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}
metadata:
  name: {{ $name }}
  {{- with $namespace }}
  namespace: {{ . }}
  {{- end }}
  labels:
    {{- include "pushwire.labels" $component | nindent 4 }}
rules:
  {{- index . 4 | trim | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}Binding
metadata:
  name: {{ $name }}
  {{- with $namespace }}
  namespace: {{ . }}
  {{- end }}
  labels:
    {{- include "pushwire.labels" $component | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ $kind }}
  name: {{ $name }}
subjects:
  - kind: ServiceAccount
    name: {{ include "pushwire.serviceAccountName" $component }}
    namespace: {{ $root.Release.Namespace }}
{{- end -}}

{{/* The name of what belongs to no namespace: two releases may have the same one. */}}
{{- define "pushwire.clusterName" -}}
{{- printf "%s-%s" (index . 0).Release.Namespace (include "pushwire.name" .) -}}
{{- end -}}

{{/* The syncer's rights. Argument: (list $ "syncer"). */}}
{{- define "pushwire.syncerRbac" -}}
{{- $root := index . 0 -}}
{{- $component := index . 1 -}}
{{- $values := index $root.Values $component -}}
{{- if $values.rbac.create -}}
{{- $reviews := include "pushwire.reviewRules" $values.config -}}
{{- if eq $values.rbac.scope "namespace" -}}
{{- $include := (index ($values.config.namespaces | default dict) "include") | default list -}}
{{- if kindIs "string" $include -}}{{- $include = list $include -}}{{- end -}}
{{- if or (not $include) (contains "*" (join "," $include)) -}}
{{- fail (printf "%s.rbac.scope is namespace: %s.config.namespaces.include must name the namespaces, without globs" $component $component) -}}
{{- end -}}
{{- range $include }}
{{- include "pushwire.bound" (list $root $component (include "pushwire.name" (list $root $component)) . (include "pushwire.syncerRules" (list $values true))) }}
{{- end }}
{{- with $reviews }}
{{- include "pushwire.bound" (list $root $component (printf "%s-reviews" (include "pushwire.clusterName" (list $root $component))) "" .) }}
{{- end }}
{{- else }}
{{- include "pushwire.bound" (list $root $component (include "pushwire.clusterName" (list $root $component)) "" (printf "%s%s" (include "pushwire.syncerRules" (list $values false)) $reviews)) }}
{{- end }}
{{- end }}
{{- end -}}

{{/* What SYNC.md says that the command needs with these flags. Argument: the values of sync. */}}
{{- define "pushwire.syncRules" -}}
{{- $writes := ne .act "report" -}}
{{- $podsChecked := or .checkPods (has .act (list "restart" "recreate")) -}}
{{- $barePods := eq .barePods "patch" -}}
{{- range (include "pushwire.kinds" .config | fromJsonArray) }}
{{- if ne .plural "pods" }}
{{- include "pushwire.rule" (list .group .plural (ternary (list "get" "list" "patch") (list "get" "list") $writes)) }}
{{- end }}
{{- end }}
{{- if $barePods }}
{{- include "pushwire.rule" (list "" "pods" (list "get" "list" "patch")) }}
{{- else if $podsChecked }}
{{- include "pushwire.rule" (list "" "pods" (list "list")) }}
{{- end }}
{{- if $podsChecked }}
{{- include "pushwire.rule" (list "apps" "replicasets" (list "list")) }}
{{- include "pushwire.rule" (list "batch" "jobs" (list "list")) }}
{{- end }}
{{- include "pushwire.rule" (list "" "namespaces" (ternary (list "get") (list "get" "list") (not (empty .namespaces)))) }}
{{- if .pullSecrets }}
{{- include "pushwire.rule" (list "" "secrets" (list "get")) }}
{{- include "pushwire.rule" (list "" "serviceaccounts" (list "get")) }}
{{- end }}
{{- if eq .act "recreate" }}
{{- include "pushwire.rule" (list "" "pods/eviction" (list "create")) }}
{{- end }}
{{- end -}}

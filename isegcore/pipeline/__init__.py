"""From a folder of subjects to predictions, pictures and a report, stage by stage.

validate_data → check_model → decide_train → train_model | skip_train → inference → visualize_predictions →
generate_report. What each stage found is kept in files under the folder of the results, so that a second run
does only what is missing or changed, a killed one goes on, and each stage can run by itself on another
machine that shares the folder.

Not here: how a subject is read, segmented, scored or drawn, and how a network is trained.
"""

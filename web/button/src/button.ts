document.documentElement.dataset.docent = 'on';
